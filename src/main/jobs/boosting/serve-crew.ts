import type { MessagePort } from 'node:worker_threads'
import { type Call, serveHand } from '../../core/gbdt/crew.ts'

/** Comes to every desk it is called to and stays until dismissed. @param place - which of the hands this is: 1, 2, … */
export function serveCrew(port: MessagePort, place: number): void {
  port.on('message', (call: Call) => serveHand(call, place))
}
