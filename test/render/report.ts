import type { Edit } from '../../src/report/edit.ts'
import type { Finding, Report, Site } from '../../src/report/report.ts'

export function site(file: string, line: number, excerpt = 'model.cuda()'): Site {
  return { file, line, column: 1, endLine: line, endColumn: excerpt.length + 1, excerpt }
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    code: 'device/cuda-literal',
    platform: 'metal',
    effect: 'blocks',
    certainty: 'certain',
    reach: 'main',
    message: 'A Mac has no device "cuda".',
    sites: [site('train.py', 3)],
    causes: [],
    sources: [{ url: 'pkg:pypi/torch@2.6.0', seen: '2026-11-01', kind: 'code' }],
    fingerprint: 'f1',
    ...changes,
  }
}

/** Puts a text before the third line of a file. */
export function edit(changes: Partial<Edit> = {}): Edit {
  return {
    file: 'train.py',
    start: 20,
    end: 20,
    text: 'x = ',
    line: 3,
    column: 1,
    endLine: 3,
    endColumn: 1,
    group: 'g1',
    safety: 'safe',
    why: 'It is kept.',
    ...changes,
  }
}

export function report(changes: Partial<Report> = {}): Report {
  const unknown = 'unknown' as const
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version: '1.2.3', knowledge: '2026-11-20' },
    project: { name: 'captions', revision: 'a'.repeat(40) },
    target: { platform: 'metal', os: 'macos', osVersion: '26.1', arch: 'arm64', python: '3.12', packages: {} },
    coverage: { filesRead: 12, bytesRead: 3_456, unread: [], stale: [] },
    workloads: [{ kind: 'training', certainty: 'likely', sites: [site('train.py', 1)] }],
    dependencies: [],
    findings: [],
    platforms: {
      cuda: { status: 'runs', reasons: [] },
      metal: {
        status: 'runs',
        reasons: [],
        backends: { mps: 'runs', mlx: unknown, jax: unknown, tensorflow: unknown, other: unknown },
        edits: { automatic: 0, manual: 0 },
        effort: 'none',
      },
    },
    recommendation: { choice: 'both', certainty: 'likely', reasons: [] },
    ...changes,
  }
}
