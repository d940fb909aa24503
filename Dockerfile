# Debian, not Alpine: the platform packages in the lock file are built against glibc.
FROM node:26-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc* ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:26-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc* ./
RUN npm ci --omit=dev && npm cache clean --force
COPY shared shared
COPY server server
COPY --from=pages /app/dist dist
# The key apart from the data: a copy of one volume must not carry the other.
RUN mkdir /data /key && chown node:node /data /key
VOLUME ["/data", "/key"]
ENV NODE_ENV=production PORT=8080 DATA_DIR=/data SECRET_KEY_FILE=/key/secret.key
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://localhost:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
