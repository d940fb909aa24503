declare const self: ServiceWorkerGlobalScope;

/** Where what another app shared waits until a show is open to take it: on this phone, network or not. */
export const SHARED_CACHE = 'regie-shared';
/** More pictures than any network takes in one post are not kept. */
const FILES_LIMIT = 10;

/** Takes what the gallery shares (`share_target` of the manifest) and opens the app on it. */
export function takeShares(): void {
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method === 'POST' && new URL(request.url).pathname === '/share') event.respondWith(take(request));
  });
}

async function take(request: Request): Promise<Response> {
  const form = await request.formData();
  await caches.delete(SHARED_CACHE);
  const cache = await caches.open(SHARED_CACHE);
  const files = form.getAll('photo').filter((each) => each instanceof File);
  for (const [at, file] of files.slice(0, FILES_LIMIT).entries()) {
    const headers = { 'Content-Type': file.type, 'X-Name': encodeURIComponent(file.name) };
    await cache.put(`/shared/${at}`, new Response(file, { headers }));
  }
  const said = ['title', 'text', 'url'].map((name) => form.get(name)).filter((each) => typeof each === 'string');
  if (files.length === 0 && said.length > 0) await cache.put('/shared/words', new Response(said.join('\n')));
  return Response.redirect('/?shared', 303);
}
