// undici reads answers by WebAssembly. V8 compiles it twice, the second time for speed, which takes a command of one
// request as long as two starts of Node on another core: once is enough here.
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--liftoff-only')
