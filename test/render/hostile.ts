import type { Report } from '../../src/report/report.ts'
import { edit, finding, report, site } from './report.ts'

/** Names and lines that mean something to a terminal, a build log, Markdown, HTML or an address. */
export const HOSTILE: readonly string[] = [
  'a\n::error file=x::owned',
  '%0A::add-mask::x',
  'x,line=1::y',
  '| cell | `tick` ``two`` \\| |',
  '</code></details></script><script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u001B[2J\u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007',
  'safe\u202Eyp.live',
  '@octocat see #1 and https://evil.example or www.evil.example :boom:',
  '[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>',
  '--> <!-- # heading\r\n- list\n\n```\nfence',
  '{0} [site](0) $x$ ~~gone~~ *bold* _it_',
  '../%2e%2e/a b/ü#?.py',
  'lone \uD800 surrogate',
  '=HYPERLINK("https://evil.example")',
  'x'.repeat(100_000),
]

/** A report in which each text of a project is `text`. */
export function hostileReport(text: string): Report {
  const place = { ...site(text, 3, text), column: 2, endColumn: 9 }
  const source = { url: `https://example.org/${text}`, seen: '2026-11-01', kind: 'issue' as const }
  const support = { status: 'unsupported' as const, note: text, sources: [source] }
  const reason = { text, findings: [], sources: [] }
  const base = report()
  return report({
    project: { name: text },
    findings: Array.from({ length: 40 }, (_, index) =>
      finding({
        code: `device/kind-${index % 8}`,
        message: text,
        sites: [place, { ...place, line: 9, endLine: 9 }],
        causes: [place],
        sources: [source],
        fix: { kind: 'automatic', effort: 'days', summary: text },
        edits: [edit({ file: text, text, group: text, why: text })],
        fingerprint: `${text}-${index}`,
      }),
    ),
    dependencies: Array.from({ length: 40 }, (_, index) => ({
      name: `${index}${text}`,
      requirement: text,
      version: text,
      scope: 'runtime' as const,
      sites: [place],
      metal: index % 2 === 0 ? support : { status: 'unknown' as const, sources: [] },
      cuda: support,
    })),
    coverage: { filesRead: 1, bytesRead: 1, unread: [{ file: text, reason: text }], stale: [] },
    platforms: {
      cuda: { status: 'unknown', reasons: [reason, reason, reason, reason] },
      metal: { ...base.platforms.metal, status: 'blocked', reasons: [reason, reason, reason, reason] },
    },
    entryPoints: (['runs', 'blocked'] as const).map((status) => ({
      file: text,
      line: 1,
      title: text,
      workloads: [],
      metal: { status, findings: [text] },
    })),
    recommendation: {
      choice: 'cuda',
      certainty: 'likely',
      reasons: [reason],
      considerations: Array.from({ length: 5 }, (_, index) => ({
        id: `c${index}`,
        text,
        leans: 'cuda' as const,
        weight: 1,
        strength: 1,
        findings: [text],
        sources: [source],
      })),
      wouldChange: [
        { text, choice: 'both' },
        { text, choice: 'metal' },
      ],
    },
  })
}
