import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const entry = (name: string): string => path(`src/main/entries/${name}.ts`)

export default defineConfig({
  main: {
    build: {
      // Native packages and everything else from node_modules stay there; only our own code is bundled.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          electron: entry('electron'),
          cli: entry('cli'),
          serve: entry('serve'),
          worker: entry('worker'),
          reader: entry('reader'),
        },
        // Flat entries: each finds its siblings by `new URL('./worker.js', import.meta.url)`.
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        input: { index: path('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('src/renderer'),
    plugins: [react()],
    build: {
      minify: true,
      rolldownOptions: { input: { index: path('src/renderer/index.html') } },
      // Fonts and images as files of their own: the page may load them from its own origin only.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 3000,
    },
  },
})
