import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput, Meta } from '@orpc/contract'
import type { Contract } from '../../shared/contract/index.ts'
import type { Guarded } from './access.ts'

type HandlerInput<P> =
  P extends ContractProcedure<infer I extends AnySchema, AnySchema, ErrorMap, Meta> ? InferSchemaOutput<I> : never
type HandlerOutput<P> =
  P extends ContractProcedure<AnySchema, infer O extends AnySchema, ErrorMap, Meta> ? InferSchemaInput<O> : never

/** One guarded handler for every procedure of the contract: a procedure without an entry does not compile. */
export type HandlerTable = {
  readonly [Area in keyof Contract]: {
    readonly [Verb in keyof Contract[Area]]: Guarded<
      HandlerInput<Contract[Area][Verb]>,
      HandlerOutput<Contract[Area][Verb]>
    >
  }
}
