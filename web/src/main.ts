/** Wires the pieces: data in, one state, every panel shows it. */
import '@fontsource/b612/latin-400.css';
import '@fontsource/b612/latin-700.css';
import './styles/page.css';
import './styles/map.css';
import './styles/panel.css';
import './styles/table.css';
import './styles/details.css';
import './styles/alerts.css';
import { App } from './app';

new App(document.getElementById('app') ?? document.body).start();

// Keeps the page for the next visit, where browsers allow it: on this machine and over HTTPS.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  window.addEventListener(
    'load',
    () => void navigator.serviceWorker.register('sw.js').catch(() => undefined),
  );
