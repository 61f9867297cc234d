import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokensFor, withoutTokens } from '../../packages/fleet/src/credentials.ts'

const token = fc.stringMatching(/^[\w.~+/=-]{8,40}$/)
const around = fc.string()

test('whatever a host says, none of the tokens that it was sent is in it afterwards, in no form', () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 3 }), around, around, (tokens, before, after) => {
      const given = tokens.map((own, index) => `host${index}.example=${own}`).join(' ')
      const environment = { ACCLIMATE_FLEET_TOKENS: given }
      const sent = Object.values(tokensFor(environment)).filter((value) => value?.startsWith('Authorization'))
      const clean = withoutTokens([before, ...tokens, ...sent, after].join(' '), environment)
      for (const secret of [...tokens, ...sent.map((header) => header?.split(' ').at(-1) ?? '')])
        expect(clean).not.toContain(secret)
    }),
  )
})
