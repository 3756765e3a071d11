import { expect } from 'chai'
import fc from 'fast-check'
import pg from 'pg'
import { arrayLiteral, type Element } from '../../src/platform/postgres/array-literal.ts'
import { createEmptyDatabase } from '../support/databases.ts'

describe('an array literal', () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>
  let client: pg.Client
  before(async () => {
    database = await createEmptyDatabase()
    client = new pg.Client({ connectionString: database.url })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await database.close()
  })

  const read = async (type: string, literal: string) =>
    (await client.query(`select $1::${type}[] as values`, [literal])).rows[0].values

  const lists: Readonly<Record<string, readonly Element[]>> = {
    text: [
      '',
      'NULL',
      'null',
      '{}',
      '{a,b}',
      'a,b',
      '"',
      '\\',
      '\\"',
      'a\nb',
      ' a ',
      "'; drop table x",
      '😀',
      null,
      'a',
      'a',
    ],
    integer: [0, -1, 2_147_483_647, null],
    'double precision': [0.1, -1e-300, 1e300],
    boolean: [true, false, null],
    timestamptz: [new Date(0), new Date('9999-12-31T23:59:59.999Z'), null],
  }
  for (const [type, values] of Object.entries(lists)) {
    it(`of ${type} is read as it was meant`, async () => {
      expect(
        await read(
          type,
          arrayLiteral(values, value => value),
        ),
      ).to.deep.equal(values)
      expect(
        await read(
          type,
          arrayLiteral([], value => value),
        ),
      ).to.deep.equal([])
    })
  }

  it('of any texts is read as it was meant', async () => {
    const texts = fc.array(fc.option(fc.string({ unit: 'binary' }).map(text => text.replaceAll('\0', ''))))
    await fc.assert(
      fc.asyncProperty(texts, async values => {
        expect(
          await read(
            'text',
            arrayLiteral(values, value => value),
          ),
        ).to.deep.equal(values)
      }),
      { numRuns: 200 },
    )
  })

  it('of JSON is read as it was meant', async () => {
    const values = fc.array(fc.jsonValue({ stringUnit: 'grapheme' }), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(values, async given => {
        const literal = arrayLiteral(given, value => JSON.stringify(value).replaceAll('\\u0000', ''))
        const { rows } = await client.query('select * from unnest($1::json[]) as value', [literal])
        expect(rows.map(({ value }) => value)).to.deep.equal(given.map(value => JSON.parse(JSON.stringify(value))))
      }),
      { numRuns: 100 },
    )
  })
})
