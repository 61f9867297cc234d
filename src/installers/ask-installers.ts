import { inNeutralFolder } from './neutral.ts'
import { pipSettings } from './pip.ts'
import type { IndexSettings } from './settings.ts'
import { uvSettings } from './uv.ts'

/**
 * Asks the user's own pip and uv where packages come from. The one that the user has set up is believed; where nobody
 * has set up anything, pip's own choice is taken, and without pip that of uv.
 *
 * @param project - the audited project, of which nothing counts: neither its settings nor its programs
 * @returns undefined where neither can be asked
 */
export function askInstallers(project: string): Promise<IndexSettings | undefined> {
  return inNeutralFolder(project, async (neutral) => {
    const pip = await pipSettings(neutral)
    if (pip?.chosen) return pip
    const uv = await uvSettings(neutral)
    return uv?.chosen ? uv : (pip ?? uv)
  })
}
