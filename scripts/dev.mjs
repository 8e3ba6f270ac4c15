// npm run dev: the browser host from source, restarted on change, behind Vite with hot reload.
import { spawn } from 'node:child_process'
import { createServer as createTcpServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const VITE_PORT = 5173

const hostPort = await freePort()
const hostOrigin = `http://127.0.0.1:${hostPort}`
const vite = await createServer({
  configFile: false,
  root: join(root, 'src', 'renderer'),
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: VITE_PORT,
    proxy: {
      '/session': { target: hostOrigin, changeOrigin: true, configure: sendOwnOrigin },
      '/rpc': { target: hostOrigin, changeOrigin: true, ws: true, configure: sendOwnOrigin },
    },
  },
})
await vite.listen()
const vitePort = vite.config.server.port ?? VITE_PORT

const entry = join(root, 'src', 'main', 'entries', 'serve.ts')
const host = spawn(
  process.execPath,
  ['--watch-preserve-output', '--watch', entry, '--no-open', '--port', String(hostPort)],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
host.stdout.setEncoding('utf8')
host.stdout.on('data', (text) => {
  const token = /#token=[\w-]+/.exec(text)?.[0]
  process.stdout.write(token === undefined ? text : `Assay, with hot reload: http://127.0.0.1:${vitePort}/${token}\n`)
})
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    host.kill(signal)
    await vite.close()
    process.exit(0)
  })
}

/** The host answers its own Host and Origin only; the proxy speaks as the page it stands for. */
function sendOwnOrigin(proxy) {
  const setOrigin = (request) => request.setHeader('origin', hostOrigin)
  proxy.on('proxyReq', setOrigin)
  proxy.on('proxyReqWs', setOrigin)
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createTcpServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
