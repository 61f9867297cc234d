import { importWords } from '../../packages/import-words.ts'
import { moduleNotOnCuda } from '../../packages/not-on-cuda.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { importFails, wayTo } from '../../reachability/import-paths.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import { seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { Rule } from '../../rule.ts'
import { fix, messages, title } from './prose.ts'

/** Imports that surely fail on Linux with CUDA, where nothing provides for that. */
export const rule = {
  code: 'metal/import-fails',
  title,
  platform: 'cuda',
  words: importWords,
  find: (context) =>
    seen(context, 'import').flatMap((observation) => {
      const found = importFails(context, observation) ? moduleNotOnCuda(observation.top, context) : undefined
      if (!found) return []
      const isAlways = wayTo(context, observation) === 'always'
      return [
        {
          effect: 'blocks',
          certainty: isAlways ? 'certain' : 'likely',
          message: isAlways ? messages.top(observation.top) : messages.lazily(observation.top),
          subject: librarySubject(found.library, context),
          sites: [useSite(observation)],
          sources: found.statement.sources,
          fix: { kind: 'manual', effort: 'hours', summary: fix(observation.top) },
          reach: reachOfUse(context, observation),
          library: found.library.name,
          group: observation.top,
        },
      ]
    }),
} satisfies Rule
