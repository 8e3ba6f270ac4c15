import { expect, it } from 'vitest'
import { DATE_FORMATS as READ } from '../../../../../src/main/core/calendar/date-format.ts'
import { DATE_FORMATS as OFFERED } from '../../../../../src/renderer/pages/datasets/import/role-words.ts'

it('the wizard offers the date formats that the import reads, no more and no fewer', () => {
  expect(OFFERED).toEqual(READ)
})
