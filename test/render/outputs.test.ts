import { describe, expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { HOSTILE, hostileReport } from './hostile.ts'
import { finding, report, site } from './report.ts'
import { FORMULAS, formulasIn, separatorOf } from './separated.ts'
import { shown } from './shown.ts'

/** What every output owes, whichever there are: to be in the list it has to be a folder, and nothing else. */
const all = await Promise.all(Object.entries(outputs).map(async ([folder, load]) => ({ folder, output: await load() })))

const twoFindings = report({
  findings: ['a', 'b'].map((name, index) =>
    finding({ fingerprint: `print-${name}`, message: 'No.', sites: [site(`${name}.py`, index + 1, 'x')] }),
  ),
})

describe.each(all)('$folder', ({ folder, output }) => {
  test('is called like its folder, and says what it is for', () => {
    expect(output.name).toBe(folder)
    expect(output.purpose).toMatch(/^[^|\n]{5,60}$/)
    expect(output.purpose).not.toContain('TODO')
  })

  test('is text that ends in a line end, and the same for the same report', () => {
    const text = shown(output, twoFindings)
    expect(text).toMatch(/[^\n]\n$/)
    expect(shown(output, structuredClone(twoFindings))).toBe(text)
  })

  test.each(HOSTILE)('is neither broken nor obeyed with %j in it', (text) => {
    expect(problemsOf(shown(output, hostileReport(text)), shown(output, twoFindings))).toEqual([])
  })

  test('has no cell that a spreadsheet would compute', () => {
    const separator = separatorOf(shown(output, twoFindings))
    const texts = FORMULAS.map((text) => shown(output, withText(text)))
    expect(separator === undefined ? [] : texts.flatMap((text) => formulasIn(text, separator))).toEqual([])
  })
})

/** A report in which a project says `text` wherever a row of a table might take it from. */
function withText(text: string): Report {
  return report({
    project: { name: text },
    findings: [finding({ message: text, library: text, sites: [site(text, 1, text)], fingerprint: text })],
  })
}

/** What is wrong with a document of JSON, or with a text that is to be read; pictures and pages have tests of their own. */
function problemsOf(text: string, harmless: string): readonly string[] {
  if (/^[[{]/.test(harmless)) return isJson(text) ? [] : ['neither JSON nor one JSON document a line']
  if (/^<(?:!doctype|svg|\?xml)\b/i.test(harmless)) return []
  // A space of no width keeps GitHub from making links.
  const obeyed = text.match(/(?![\n\u200B])[\p{Cc}\p{Cf}]/gu) ?? []
  return [...new Set(obeyed)].map((character) => `control character U+${character.codePointAt(0)?.toString(16)}`)
}

function isJson(text: string): boolean {
  return [[text], text.trimEnd().split('\n')].some((documents) => documents.every(parses))
}

function parses(document: string): boolean {
  try {
    JSON.parse(document)
    return true
  } catch {
    return false
  }
}

/** A table whose cells are what `escape` makes of a text. */
function tableOf(escape: (text: string) => string): (text: string) => string {
  return (text) => `file,message\n${escape(text)},No.\nb.py,${escape(text)}\n`
}

describe('a table', () => {
  const plain = tableOf((text) => text)
  const quoted = tableOf((text) => `"${text}"`)
  const safe = tableOf((text) => (/^[=+\-@]/.test(text) ? `'${text}` : text))

  test('is told from text by its lines', () => {
    expect(separatorOf(plain('a.py'))).toBe(',')
    expect(separatorOf('Nothing, really.\nSo, well, it is.\n')).toBeUndefined()
  })

  test.each(FORMULAS)('with the formula %j in a cell is found out', (formula) => {
    expect(formulasIn(plain(formula), ',')).not.toEqual([])
    expect(formulasIn(quoted(formula), ',')).not.toEqual([])
    expect(formulasIn(safe(formula), ',')).toEqual([])
  })
})
