import { describe, expect, test } from 'vitest'
import { samples } from './formats.ts'
import { fixture, shownFacts } from './shown-facts.ts'

describe('facts of each structured format', () => {
  test.each(samples)('$0.name: $1', async (format, path) => {
    const text = fixture(format.name, path)
    expect(format.recognises(path, text)).toBe(true)
    await expect(`${shownFacts(format.read({ path, text }))}\n`).toMatchFileSnapshot(
      `fixtures/${format.name}/${path}.facts`,
    )
  })
})
