import type { Source } from '../../../report/report.ts'

export const title = 'A call is answered by Linux only'

export const messages = {
  absent: 'Python on a Mac does not have this function: calling it raises AttributeError.',
  limit: 'macOS refuses limits of memory: setting one raises ValueError.',
  files: 'macOS has no /proc and no /sys, so the file is not found.',
  library: 'A library of this name is Linux’s; on a Mac loading it raises OSError.',
} as const

export const fixes = {
  absent: 'Call it where hasattr(os, ...) says that it is there; os.cpu_count() answers how many processors there are.',
  limit: 'Set the limit on Linux only: if platform.system() == "Linux".',
  files: 'Ask psutil, which answers on every system, or read the file on Linux only.',
  library: 'Find it with ctypes.util.find_library, or load it on Linux only.',
} as const

export const sources = {
  absent: [{ url: 'https://docs.python.org/3/library/os.html', seen: '2026-11-22', kind: 'documentation' }],
  limit: [
    { url: 'https://github.com/python/cpython/issues/78783', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/DependableSystemsLab/eTainter/issues/3', seen: '2026-11-22', kind: 'issue' },
  ],
  files: [{ url: 'https://psutil.readthedocs.io/en/latest/', seen: '2026-11-22', kind: 'documentation' }],
  library: [{ url: 'https://docs.python.org/3/library/ctypes.html', seen: '2026-11-22', kind: 'documentation' }],
} as const satisfies Record<keyof typeof messages, readonly Source[]>
