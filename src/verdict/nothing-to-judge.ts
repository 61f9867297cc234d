/** What is said of a project in which there is nothing to judge. */
import type { Platforms, Reason, Recommendation } from '../report/report.ts'

const NOTHING_TO_JUDGE: Reason = {
  text: 'Nothing was found that tells how it runs on a Mac. Files that are read: Python code and notebooks, requirements and locks, containers and CI, settings, shell scripts, CUDA and Metal sources.',
  findings: [],
  sources: [],
}

export const NO_RECOMMENDATION: Recommendation = {
  choice: 'undecided',
  certainty: 'possible',
  reasons: [NOTHING_TO_JUDGE],
}

export function unknownPlatforms(): Platforms {
  const backends = { mps: 'unknown', mlx: 'unknown', jax: 'unknown', tensorflow: 'unknown', other: 'unknown' } as const
  const reasons = [NOTHING_TO_JUDGE]
  return {
    cuda: { status: 'unknown', reasons },
    metal: { status: 'unknown', reasons, backends, edits: { automatic: 0, manual: 0 }, effort: 'unknown' },
  }
}
