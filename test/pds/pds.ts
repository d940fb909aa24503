import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cidForCbor } from '@atproto/common';
import { Secp256k1Keypair } from '@atproto/crypto';
import * as plc from '@did-plc/lib';

/** A PDS on loopback with its directory of identities: what a test signs up at and posts to. */
export interface TestPds {
  readonly url: string;
  close(): Promise<void>;
}

/** A real PDS, as Bluesky runs it, with an in-memory did:plc directory that checks real signatures. */
export async function startPds(): Promise<TestPds> {
  process.env.LOG_ENABLED ??= 'false';
  const { PDS } = await import('@atproto/pds');
  const directory = await startDirectory();
  const folder = mkdtempSync(join(tmpdir(), 'regie-pds-'));
  const rotation = await Secp256k1Keypair.create({ exportable: true });
  const port = await freePort();
  const pds = await PDS.fromEnv({
    devMode: true,
    hostname: 'localhost',
    port,
    dataDirectory: folder,
    blobstoreDiskLocation: join(folder, 'blobs'),
    blobstoreDiskTmpLocation: join(folder, 'tmp'),
    didPlcUrl: directory.url,
    plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotation.export()).toString('hex'),
    serviceHandleDomains: ['.test'],
    inviteRequired: false,
    adminPassword: 'a',
    jwtSecret: 'j',
    disableSsrfProtection: true,
  });
  await pds.start();
  return {
    url: `http://localhost:${port}`,
    async close() {
      await pds.destroy();
      await directory.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** did:plc in memory; each operation is checked as the real directory does. */
async function startDirectory(): Promise<{ url: string; close(): Promise<void> }> {
  type Entry = {
    did: string;
    operation: plc.CompatibleOpOrTombstone;
    cid: Awaited<ReturnType<typeof cidForCbor>>;
    nullified: boolean;
    createdAt: Date;
  };
  const logs = new Map<string, Entry[]>();
  const server = createServer(async (request, response) => {
    const answer = (code: number, body: unknown) => {
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    try {
      const [, did = '', part, last] = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).split('/');
      const log = logs.get(did) ?? [];
      if (request.method === 'POST') {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const operation = JSON.parse(Buffer.concat(chunks).toString());
        await plc.assureValidNextOp(did, log, operation);
        log.push({ did, operation, cid: await cidForCbor(operation), nullified: false, createdAt: new Date() });
        logs.set(did, log);
        return answer(200, {});
      }
      if (log.length === 0) return answer(404, { message: `DID not registered: ${did}` });
      const operations = log.map((entry) => entry.operation);
      if (part === 'log') return answer(200, last === 'last' ? operations.at(-1) : operations);
      const data = await plc.validateOperationLog(did, operations);
      if (data === null) return answer(410, { message: 'tombstoned' });
      answer(200, part === 'data' ? data : await plc.formatDidDoc(data));
    } catch (error) {
      answer(400, { message: String(error) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The PDS builds its public address from its port, so that it cannot be left to the system. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
