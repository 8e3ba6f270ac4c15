import { registerHooks } from 'node:module'

/** Puts the fake in the place of Electron's own module, which exists only inside its binary. */
const fake = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: fake, shortCircuit: true } : next(specifier, context),
})
