import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startTestApp } from '../../helpers/test-app.ts'

export interface PeopleWorkspace {
  readonly workspacePath: string
  /** Version with personal data, as imported. */
  readonly dataset: string
  remove(): Promise<void>
}

/** A workspace with loans of invented people: names and e-mail addresses masked, one customer number each. */
export async function createPeopleWorkspace(nRows = 400): Promise<PeopleWorkspace> {
  const test = startTestApp()
  await test.createWorkspace()
  const path = join(test.folder, 'people.csv')
  writeFileSync(path, peopleCsv(nRows))
  const { id } = await test.run(() =>
    test.client.dataset.import({
      path,
      name: 'people',
      target: { column: 'default', eventValue: '1' },
      columns: [
        { column: 'customer_id', role: 'identifier' },
        { column: 'full_name', role: 'ignore', privacy: { class: 'personName', treatment: 'mask' } },
        { column: 'email', role: 'ignore', privacy: { class: 'email', treatment: 'mask' } },
      ],
    }),
  )
  await test.app.close()
  return { workspacePath: test.workspacePath, dataset: id, remove: () => test.dispose() }
}

const FIRST = ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Felix', 'Greta', 'Hugo']
const LAST = ['Becker', 'Klein', 'Roth', 'Vogel', 'Winter', 'Zimmer']

function peopleCsv(nRows: number): string {
  const lines = ['customer_id,full_name,email,postal code,age,income,debt,opened,default']
  for (let row = 0; row < nRows; row++) {
    const first = FIRST[row % FIRST.length]!
    const last = LAST[(row * 5) % LAST.length]!
    const age = 21 + ((row * 13) % 50)
    const income = row % 40 === 7 ? '' : String(1200 + ((row * 271) % 4100))
    const debt = 100 + ((row * 97) % 2300)
    const month = String(1 + (row % 12)).padStart(2, '0')
    const email = `${first}.${last}${row}@example.org`.toLowerCase()
    const isDefault = (row * 7919) % 10 < (debt > 1500 ? 4 : 2) ? 1 : 0
    const opened = `20${22 + (row % 3)}-${month}-15`
    lines.push(
      `C${10000 + row},${first} ${last},${email},${10115 + (row % 9)},${age},${income},${debt},${opened},${isDefault}`,
    )
  }
  return `${lines.join('\n')}\n`
}
