/*
 * The service worker: keeps the page itself, so that an installed map opens at once and without a network, where it
 * says that the connection is lost. Data are never kept: what is not a file of the page is not touched at all.
 * The build puts the list of files and a mark of their content in place of the two words in capitals.
 */
const FILES = SHELL_FILES;
const NAME = 'shell-SHELL_VERSION';
const scope = new URL('./', self.location.href);
const shell = new Set(FILES.map((file) => new URL(file, scope).href));

self.addEventListener('install', (event) => {
    event.waitUntil(
        caches
            .open(NAME)
            .then((cache) => cache.addAll([...shell]))
            .then(() => self.skipWaiting()),
    );
});

self.addEventListener('activate', (event) => {
    event.waitUntil(
        caches
            .keys()
            .then((names) => names.filter((name) => name.startsWith('shell-') && name !== NAME))
            .then((old) => Promise.all(old.map((name) => caches.delete(name))))
            .then(() => self.clients.claim()),
    );
});

self.addEventListener('fetch', (event) => {
    const { method, mode, url } = event.request;
    if (method !== 'GET') return;
    const plain = url.replace(/[?#].*$/, '');
    if (mode === 'navigate' && plain === scope.href) {
        // The newest page when the service answers: its names of files may be others than ours.
        event.respondWith(fetch(event.request).catch(() => caches.match(scope.href)));
    } else if (plain !== scope.href && shell.has(url)) {
        event.respondWith(caches.match(url).then((kept) => kept ?? fetch(event.request)));
    }
});
