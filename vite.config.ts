import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env['DUNLIN_PORT'] ?? '4000'}`;

export default defineConfig({
  root: 'client',
  plugins: [react()],
  // Placeholder on every script and style tag; the server puts a fresh nonce there for each answer (ux 10.2).
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // Inlined assets would be `data:` addresses, which the content security policy refuses for fonts and styles.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server, '/connect/quickbooks': server, '/webhooks': server } },
});
