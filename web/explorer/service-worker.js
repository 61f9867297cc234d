/**
 * Keeps the site for those without a network. The build puts `BUILD` in front: a digest of all that is kept, and the
 * files, by their paths from here.
 */
const { digest, files } = BUILD
const cacheName = `acclimate-${digest}`
const root = new URL('./', self.location.href)
const kept = new Set(files.map((file) => new URL(file, root).href))

self.addEventListener('install', (event) => {
  // What the visitor has loaded already comes from the browser's own cache, once it is known to be new.
  const requests = [...kept].map((address) => new Request(address, { cache: 'no-cache' }))
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(root.href)) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => shellAt(new URL(request.url))))
  else if (kept.has(request.url)) event.respondWith(caches.match(request.url).then((found) => found ?? fetch(request)))
})

/** Caches of other builds; those of other sites at this origin stay. */
async function forgetOthers() {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith('acclimate-') && name !== cacheName).map((name) => caches.delete(name)),
  )
}

/** The frame of every page, which its script fills, with the way from the address to the site's root. */
async function shellAt({ pathname }) {
  const found = await caches.match(new URL('shell.html', root).href)
  if (!found) return Response.error()
  const depth = pathname.slice(root.pathname.length).split('/').length - 1
  const text = await found.text()
  return new Response(text.replaceAll('{{root}}', '../'.repeat(depth) || './'), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
