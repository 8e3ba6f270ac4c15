import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from './contract/index.ts'

/** The one door as a caller sees it, typed by the contract; the same over every transport. */
export type Client = ContractRouterClient<Contract>
