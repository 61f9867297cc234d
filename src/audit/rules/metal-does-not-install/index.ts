import { requirementsOnLinux } from '../../../target/requirements.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { distributionNotOnCuda } from '../../packages/not-on-cuda.ts'
import { reachOf } from '../../packages/needs.ts'
import { declared } from '../../observations/sites.ts'
import type { Rule } from '../../rule.ts'
import { fix, message, title } from './prose.ts'

/** Requirements that pip or conda cannot meet on Linux, such as a plug-in for Metal without a marker. */
export const rule = {
  code: 'metal/does-not-install',
  title,
  platform: 'cuda',
  find: (context) =>
    requirementsOnLinux(context.facts, context.target).flatMap((declaration) => {
      const found = distributionNotOnCuda(declaration.name, context)
      if (!found) return []
      const { library, statement } = found
      return [
        {
          effect: 'blocks',
          certainty: 'certain',
          message: message(library.name, statement.note),
          subject: librarySubject(library, context),
          sites: [declared(declaration.site)],
          sources: statement.sources,
          fix: { kind: 'manual', effort: 'minutes', summary: fix(found.onMacs, declaration.name) },
          reach: reachOf(declaration, context),
          library: library.name,
          group: library.name,
        },
      ]
    }),
} satisfies Rule
