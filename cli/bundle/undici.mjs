// What the SDK and the CLI use of undici: its own index also loads fetch, WebSocket, caches and mocks, and an ES module
// that loads it finds none of its names.
import './wasm-once.mjs'
import api from 'undici/lib/api/index.js'
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'

Object.assign(Dispatcher.prototype, api)

export { default as Agent } from 'undici/lib/dispatcher/agent.js'
export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js'
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js'
