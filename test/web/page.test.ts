import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { effects } from '../../src/report/effects.ts'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'
import { HOSTILE, hostileReport } from '../render/hostile.ts'
import { edit, finding, report, site } from '../render/report.ts'
import { executablePath, launch, opened } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const source = { url: 'https://example.org/a', seen: '2026-11-01', kind: 'issue' } as const
const rich = report({
  findings: Array.from({ length: 90 }, (_, index) =>
    finding({
      effect: effects[index % effects.length] ?? 'info',
      fingerprint: `f${index}`,
      message: `The message of number ${index}.`,
      sites: [site(`folder/file-${index % 9}.py`, index + 1)],
      causes: [site('config.py', 2)],
      sources: [source],
      fix: { kind: 'automatic', effort: 'minutes', summary: 'Do otherwise.' },
      edits: [edit()],
    }),
  ),
  dependencies: [
    {
      name: 'bitsandbytes',
      requirement: 'bitsandbytes==0.43.1',
      version: '0.43.1',
      scope: 'runtime',
      sites: [site('requirements.txt', 4)],
      metal: { status: 'unsupported', note: 'No wheel.', sources: [source] },
      cuda: { status: 'supported', sources: [source] },
    },
  ],
  coverage: { filesRead: 3, bytesRead: 9, unread: [{ file: 'big.py', reason: 'too large' }], stale: [] },
  recommendation: {
    choice: 'both',
    certainty: 'likely',
    reasons: [],
    considerations: [
      { id: 'a', text: 'It trains.', leans: 'cuda', weight: 3, strength: 0.5, findings: [], sources: [source] },
    ],
    wouldChange: [{ text: 'Without training.', choice: 'metal' }],
  },
})

/** What means something to a browser has a page of its own; the rest, which means nothing to it, shares one. */
const TO_BROWSERS = /<|\bjavascript:|\uD800|^x+$/u
const FOR_BROWSERS = [
  ...HOSTILE.filter((text) => TO_BROWSERS.test(text)),
  HOSTILE.filter((text) => !TO_BROWSERS.test(text)).join(' '),
]
/** As many findings as have each effect and each file. */
const few = { ...rich, findings: rich.findings.slice(0, 18) }

describe.skipIf(executablePath === undefined)('the page in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test('what a project says neither runs nor loads nor breaks the page', async () => {
    for (const text of FOR_BROWSERS) {
      // oxlint-disable-next-line no-await-in-loop
      const { page, wrongs } = await opened(browser, hostileReport(text))
      // oxlint-disable-next-line no-await-in-loop
      expect(await page.locator('.finding').count(), text.slice(0, 40)).toBe(40)
      expect(wrongs, text.slice(0, 40)).toEqual([])
      // oxlint-disable-next-line no-await-in-loop
      await page.close()
    }
  })

  test('a hostile project, audited: names, code, notebooks and manifests stay text', async () => {
    const attack = '</script><script>alert(1)</script><img src=x onerror=alert(2)>'
    const cell = { cell_type: 'code', source: [`model.cuda()  # ${attack}\n`], outputs: [{ text: attack }] }
    const audited = await audit(
      tree({
        '<img src=x onerror=alert(3)>.py': `import torch\nx = torch.zeros(1).cuda()  # ${attack}\n`,
        'a & "b"/javascript:alert(4).py': "import torch\nx = torch.zeros(1, device='cuda')  # \u202e\u2028-->\n",
        'note.ipynb': JSON.stringify({ cells: [cell], metadata: { title: attack }, nbformat: 4, nbformat_minor: 5 }),
        'requirements.txt': `flash-attn==2.6.3  # ${attack}\n`,
      }),
      { asOf: '2026-11-01' },
    )
    const { page, wrongs } = await opened(browser, audited)
    expect(await page.locator('.finding').count()).toBe(audited.findings.length)
    expect(new Set(audited.findings.flatMap(({ sites }) => sites.map(({ file }) => file))).size).toBe(4)
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect(wrongs).toEqual([])
  })

  test('a source that is no address on the web is not a link', async () => {
    const urls = [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'file:///etc/passwd',
      'pkg:pypi/a@1',
    ]
    const sources = urls.map((url) => ({ ...source, url }))
    const { page, wrongs } = await opened(browser, report({ findings: [finding({ sources })] }))
    expect(await page.locator('.source').count()).toBeGreaterThanOrEqual(urls.length)
    expect(await page.locator('a.source').count()).toBe(0)
    expect(wrongs).toEqual([])
  })

  test('of a line only the part is marked that a finding is about, and each line stands once', async () => {
    const line = site('a.py', 3, 'x, y = x.cuda(), y.cuda()')
    const sites = [
      { ...line, focus: { start: 7, end: 15 } },
      { ...line, column: 18, focus: { start: 17, end: 25 } },
    ]
    const { page } = await opened(browser, report({ findings: [finding({ sites })] }))
    const lines = page.locator('.finding .excerpt')
    expect(await lines.allTextContents()).toEqual([line.excerpt])
    expect(await lines.locator('mark').allTextContents()).toEqual(['x.cuda()', 'y.cuda()'])
  })

  test('numbers lead to the sources', async () => {
    const { page } = await opened(browser, rich)
    const first = page.locator('.finding .ref').first()
    expect(await first.getAttribute('href')).toBe(source.url)
    const number = await first.textContent()
    expect(await page.locator(`#source-${number} a`).getAttribute('href')).toBe(source.url)
  })

  test('a project without findings has a whole page', async () => {
    const { page, wrongs } = await opened(browser, report())
    expect(await page.locator('#answer').textContent()).toContain('Either will do')
    expect(await page.getByText('Nothing was found').count()).toBe(1)
    expect(wrongs).toEqual([])
  })

  test('filters show what matches, and say how many', async () => {
    const { page, wrongs } = await opened(browser, rich)
    await page.getByLabel('Effect').selectOption('blocks')
    expect(await page.getByRole('status').textContent()).toContain('15 findings of 90')
    await page.getByLabel('Text').fill('number 12.')
    expect(await page.locator('.finding').evaluateAll((all) => all.map((one) => one.dataset['fingerprint']))).toEqual([
      'f12',
    ])
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await page.getByRole('status').textContent()).toContain('90 findings of 90')
    expect(wrongs).toEqual([])
  })

  test('an address names what is shown, so that it can be sent to others', async () => {
    const { page, wrongs } = await opened(browser, rich, '#findings?finding=f12')
    await expect.poll(() => page.locator('.finding').count()).toBe(1)
    await page.getByRole('button', { name: 'Show all findings' }).click()
    await page.getByLabel('Effect').selectOption('blocks')
    await expect.poll(() => page.url()).toContain('#findings?effect=blocks')
    await page.locator('.finding').nth(1).getByText('link to this').click()
    await expect.poll(() => page.locator('.finding').count()).toBe(1)
    for (const hash of ['#findings?effect=<b>&reach=%', '#findings?finding=%E0%A4%A', '#findings?way=__proto__']) {
      // oxlint-disable-next-line no-await-in-loop
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    }
    await expect.poll(() => page.getByRole('status').textContent()).toContain('Nothing matches')
    expect(wrongs).toEqual([])
  })

  test('a slash leads to the search, and stays a slash in it', async () => {
    const { page } = await opened(browser, rich)
    const field = page.getByLabel('Text')
    // The page may still be starting, and hears nothing then.
    const slash = async (): Promise<boolean> => {
      await page.keyboard.press('/')
      return field.evaluate((one) => one === one.ownerDocument.activeElement)
    }
    await expect.poll(slash).toBe(true)
    await page.keyboard.type('a/b')
    expect(await field.inputValue()).toBe('a/b')
    await expect.poll(() => page.getByRole('status').textContent()).toContain('Nothing matches')
    await page.getByRole('button', { name: 'Show all findings' }).click()
    await expect.poll(() => page.locator('.finding').count()).toBeGreaterThan(1)
  })

  test('each way into the project says how it fares on either platform, and leads to what stops it', async () => {
    const cuda = { status: 'runs', findings: [] } as const
    const entryPoints = [
      { file: 'train.py', line: 9, workloads: [], metal: { status: 'needs-edits', findings: ['f0', 'f6'] }, cuda },
      { file: 'plot.py', line: 3, workloads: [], metal: cuda, cuda },
    ] as const
    const { page } = await opened(browser, { ...rich, entryPoints })
    const rows = page.locator('.ways tbody tr')
    expect(await rows.locator('.chip').allTextContents()).toEqual(['needs edits', 'runs', 'runs', 'runs'])
    expect(await rows.first().textContent()).toContain('The message of number 0.')
    await rows.first().getByText('1 more').click()
    await expect.poll(() => page.getByRole('status').textContent()).toContain('2 findings of 90')
  })

  test('places lead to the host of the repository at the revision, and nowhere else', async () => {
    const hosts = [
      ['https://github.com/owner/name', `https://github.com/owner/name/blob/${'a'.repeat(40)}/a%20b/%3Fc.py#L7`],
      ['https://gitlab.com/owner/name', `https://gitlab.com/owner/name/-/blob/${'a'.repeat(40)}/a%20b/%3Fc.py#L7`],
      ['https://example.org/owner/name', null],
      ['javascript://github.com/%0aalert(1)', null],
    ] as const
    for (const [repository, address] of hosts) {
      const project = { name: 'captions', revision: 'a'.repeat(40), repository }
      // oxlint-disable-next-line no-await-in-loop
      const { page } = await opened(
        browser,
        report({ project, findings: [finding({ sites: [site('a b/?c.py', 7)] })] }),
      )
      // oxlint-disable-next-line no-await-in-loop
      const links = await page.locator('.finding .place a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
      expect(links).toEqual(address === null ? [] : [address])
      // oxlint-disable-next-line no-await-in-loop
      await page.close()
    }
  })

  test('a fix that a program makes is shown before and after', async () => {
    const place = { ...site('train.py', 3), start: 17, end: 29, focus: { start: 0, end: 12 } }
    const { page } = await opened(browser, report({ findings: [finding({ sites: [place], edits: [edit()] })] }))
    expect(await page.locator('.finding del').textContent()).toBe('model.cuda()')
    expect(await page.locator('.finding ins').textContent()).toBe('modx = el.cuda()')
  })

  test('reasons keep their side, and CUDA has a card where there is more to say of it', async () => {
    const { page } = await opened(browser, rich)
    expect(await page.locator('.answer .because').first().textContent()).toContain('for CUDA')
    expect(await page.locator('.answer .card').count()).toBe(2)
    const bare = await opened(browser, report())
    expect(await bare.page.locator('.answer .card').count()).toBe(1)
    expect(await bare.page.locator('.answer').textContent()).toContain('On CUDA it runs as it is.')
  })

  test('paper has every finding, with its causes and addresses', async () => {
    const { page } = await opened(browser, rich)
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.locator('.finding').count()).toBe(90)
  })

  test.each([
    ['light', 1280, rich, {}],
    // Colours change nothing but the contrast.
    ['dark', 1280, few, { runOnly: ['color-contrast'] }],
    ['light', 390, few, {}],
  ] as const)(
    'axe finds nothing serious in %s colours, %i pixels wide',
    async (colorScheme, width, shownHere, rules) => {
      const { page } = await opened(browser, shownHere)
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.evaluate(axe)
      const violations: readonly Violation[] = await page.evaluate(
        `axe.run(${JSON.stringify(rules)}).then(({ violations }) => violations)`,
      )
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([])
    },
  )
})

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}
