/** Name of the isolated world in which the preload runs, and of the binding it calls. */
export const PRELOAD_WORLD = 'assay-preload'
export const BINDING = '__fakeElectronSend'
export const DELIVER = '__fakeElectronDeliver'

/**
 * The page's half of the context bridge. Worlds share the document but no objects, so calls cross as events carrying JSON;
 * a call is answered before `dispatchEvent` returns, a promise later.
 */
export const MAIN_WORLD_SCRIPT = `(() => {
  if (window.top !== window) return
  let nCalls = 0
  const pending = new Map()
  const plain = (value) => (value instanceof File ? { __file: value.name } : value)
  const call = (key, method, args) => {
    const id = ++nCalls
    let answer
    const take = (event) => { answer = JSON.parse(event.detail) }
    document.addEventListener('fake-electron:answer', take)
    document.dispatchEvent(new CustomEvent('fake-electron:call', { detail: JSON.stringify({ id, key, method, args: args.map(plain) }) }))
    document.removeEventListener('fake-electron:answer', take)
    if (answer.error !== undefined) throw new Error(answer.error)
    if (!answer.isPromise) return answer.value
    return new Promise((resolve, reject) => pending.set(id, { resolve, reject }))
  }
  document.addEventListener('fake-electron:settle', (event) => {
    const { id, value, error } = JSON.parse(event.detail)
    const waiting = pending.get(id)
    pending.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(new Error(error))
  })
  document.addEventListener('fake-electron:expose', (event) => {
    const { key, methods } = JSON.parse(event.detail)
    if (key in window) return
    const api = Object.fromEntries(methods.map((method) => [method, (...args) => call(key, method, args)]))
    Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true })
  })
  document.dispatchEvent(new CustomEvent('fake-electron:hello'))
})()`

/** Runs the built preload in its isolated world, with the part of Electron that a sandboxed preload may require. */
export function preloadScript(source: string): string {
  return `(() => {
  if (window.top !== window) return
  const send = (message) => globalThis.${BINDING}(JSON.stringify(message))
  const ports = new Map()
  const invocations = new Map()
  let nPorts = 0
  let nInvocations = 0
  const fire = (type, detail) => document.dispatchEvent(new CustomEvent('fake-electron:' + type, { detail: JSON.stringify(detail) }))
  const contextBridge = {
    exposeInMainWorld: (key, api) => {
      const expose = () => fire('expose', { key, methods: Object.keys(api) })
      document.addEventListener('fake-electron:hello', expose)
      expose()
      document.addEventListener('fake-electron:call', (event) => {
        const { id, key: called, method, args } = JSON.parse(event.detail)
        if (called !== key) return
        try {
          const value = api[method](...args)
          const isPromise = value instanceof Promise
          fire('answer', isPromise ? { isPromise } : { value })
          if (isPromise) value.then((settled) => fire('settle', { id, value: settled }), (error) => fire('settle', { id, error: String(error) }))
        } catch (error) {
          fire('answer', { error: String(error) })
        }
      })
    },
  }
  const ipcRenderer = {
    postMessage: (channel, message, transfer) => {
      const ids = transfer.map((port) => {
        const id = String(++nPorts)
        ports.set(id, port)
        port.onmessage = (event) => send({ kind: 'portMessage', id, data: event.data })
        return id
      })
      send({ kind: 'post', channel, message, ports: ids })
    },
    invoke: (channel, ...args) => new Promise((resolve, reject) => {
      const id = ++nInvocations
      invocations.set(id, { resolve, reject })
      send({ kind: 'invoke', id, channel, args })
    }),
  }
  const webUtils = { getPathForFile: (file) => '/dropped/' + file.__file }
  globalThis.${DELIVER} = (message) => {
    if (message.kind === 'portMessage') ports.get(message.id)?.postMessage(message.data)
    if (message.kind === 'portClose') ports.get(message.id)?.close()
    if (message.kind === 'result') invocations.get(message.id)?.resolve(message.value)
    if (message.kind === 'failure') invocations.get(message.id)?.reject(new Error(message.error))
  }
  const allowed = { electron: { contextBridge, ipcRenderer, webUtils } }
  const require = (name) => {
    if (name in allowed) return allowed[name]
    throw new Error('module not found in a sandboxed preload: ' + name)
  }
  const module = { exports: {} }
  ;(function (require, module, exports) {
${source}
  })(require, module, module.exports)
})()`
}
