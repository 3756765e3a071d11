// For tests of programs that use Evently: a server in their own process, without a database.
export { startTestServer, TestServer } from './server.ts'
export type { ClientOptions, MessageToSend, RecordedRequest, TestServerOptions } from './server.ts'
export { requestFaults } from './contract.ts'
export type { RequestFault } from './contract.ts'
export type { FaultOptions } from './faults.ts'
export type { NewAccount } from './model/accounts.ts'
export type { NewEvent, NewTicketType } from './model/events.ts'
export type { Account } from './model/world.ts'
