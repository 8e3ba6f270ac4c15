import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const entry = (name: string): string => path(`src/main/entries/${name}.ts`)

/**
 * Only our own code is bundled into the main process; packages stay in node_modules, where native ones must be. A package
 * found inside the bundle is one that is missing from "dependencies" and would be missing from the packaged app as well.
 */
const refuseBundledPackages = {
  name: 'refuse-bundled-packages',
  generateBundle(_options: unknown, bundle: Record<string, { type: string; moduleIds?: readonly string[] }>) {
    const bundled = Object.values(bundle)
      .flatMap((chunk) => chunk.moduleIds ?? [])
      .map((id) => /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1])
      .filter((name) => name !== undefined)
    if (bundled.length > 0)
      throw new Error(`Add to "dependencies" in package.json: ${[...new Set(bundled)].join(', ')}`)
  },
}

export default defineConfig({
  main: {
    plugins: [refuseBundledPackages],
    build: {
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          electron: entry('electron'),
          cli: entry('cli'),
          serve: entry('serve'),
          worker: entry('worker'),
          reader: entry('reader'),
          crew: entry('crew'),
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
