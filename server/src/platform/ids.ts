// Ids: prefixed, sortable by the time of their making, opaque to everyone else.
import { typeidUnboxed } from 'typeid-js'

/** What an id may begin with, by what it names. */
export type IdPrefix = 'usr' | 'ses' | 'key' | 'evt' | 'ven' | 'tkt' | 'rsv' | 'bkg' | 'pay' | 'ref' | 'tic' | 'wle' | 'whe' | 'msg' | 'req' | 'chg'

/** A new id such as `evt_01jz3t5m8qf0vab9x2k4c7d6eh`: a TypeID (https://github.com/jetify-com/typeid), UUIDv7 in base32. */
export const newId = (prefix: IdPrefix): string => typeidUnboxed(prefix)
