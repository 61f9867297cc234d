/** A rule that finds one made-up call, with its prose, its page and a fixture for each outcome. */
export const example = 'memory/limit-ignored'
export const pattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/

export function skeleton(code) {
  const folder = code.replace('/', '-')
  const source = `src/audit/rules/${folder}`
  const fixtures = `test/audit/fixtures/${folder}`
  return {
    files: {
      [`${source}/index.ts`]: index(code),
      [`${source}/prose.ts`]: prose(new Date().toISOString().slice(0, 10)),
      [`${fixtures}/hit/example.py`]: 'import torch\n\ntorch.cuda.example()  # <-\n',
      [`${fixtures}/miss/example.py`]: 'import torch\n\nif torch.cuda.is_available():\n    torch.cuda.example()\n',
      [`${fixtures}/fix/example.py`]: 'import torch\n\ntorch.accelerator.example()\n',
      [`docs/rules/${code}.md`]: PAGE,
    },
    steps: [
      `write real code into ${fixtures}/, each line to be found ending in "# <-"; "miss" must stay silent, "fix" is "hit" repaired`,
      `npx vitest run test/audit -t ${code}: it fails`,
      `make it pass in ${source}/index.ts; "skimmed away" means that its words lack one of the line`,
      `write ${source}/prose.ts and docs/rules/${code}.md: npx vitest run test/docs/pages stays red while a TODO is left`,
      'npx vitest run test/docs/pages -u, npm run format, npm run check',
    ],
  }
}

const index = (code) => `import type { CallSeen } from '../../../trace/observation.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** TODO: what is looked for, and why it hurts. */
export const rule = {
  code: '${code}',
  title,
  words: { strong: ['cuda'] },
  find: (context) =>
    seen(context, 'call', 'torch.cuda.example')
      .filter(isLive)
      .map(draftOf),
} satisfies Rule

function draftOf(call: CallSeen): Draft {
  return {
    effect: 'degrades',
    certainty: certaintyOf(call),
    message,
    subject: { kind: 'call', name: call.name },
    sites: [useSite(call)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
  }
}
`

const prose = (today) => `import type { Source } from '../../../report/report.ts'

export const title = 'TODO: what is wrong, in a few words'

export const message = 'TODO: what happens on a Mac, in one sentence.'

export const fix = 'TODO: what to write instead'

export const sources: readonly Source[] = [
  { url: 'https://example.org/TODO', seen: '${today}', kind: 'documentation' },
]
`

const PAGE = `# TODO: what is wrong, in a few words

## What happens on a Mac

TODO

## How to fix it

\`\`\`python
# before
torch.cuda.example()

# after
torch.accelerator.example()
\`\`\`

## When to ignore it

TODO

## Sources

- [TODO](https://example.org/TODO)
`
