import type { Source } from '../../../report/report.ts'

export const title = 'Worker processes are started as on Linux'

export const messages = {
  local:
    'macOS starts workers anew and sends them this function; a lambda or local function cannot be sent, and it raises.',
  held: 'macOS starts workers anew and sends them the data set; a lambda that it holds cannot be sent, and it raises.',
  notebook:
    'macOS starts workers anew, and they do not have what the cells of a notebook define: the data set cannot be made there, and it raises.',
  fork: 'Forking a process that has used system libraries or the GPU is unsafe on a Mac: workers may crash or hang.',
  guard:
    'macOS starts workers anew: each reads this script again, comes to the same line and raises RuntimeError, for want of a main guard.',
  windows: 'Workers are set up in another way on Windows, where they are started anew; macOS starts them so too.',
} as const

export const fixes = {
  local: 'Define the function at the top level of its module, or use no workers on a Mac.',
  held: 'Make the lambda a function at the top level of a module, or use no workers on a Mac.',
  notebook: 'Define the data set in a module that the notebook imports, or use no workers on a Mac.',
  fork: 'Leave the start method to Python, which takes spawn on a Mac, and make what is sent to workers picklable.',
  guard:
    'Put what the script does into a function that is called under if __name__ == "__main__":, or use no workers on a Mac.',
  windows: 'Ask multiprocessing.get_start_method() == "spawn" instead of for Windows.',
} as const

export const sources = {
  spawn: [
    { url: 'https://docs.python.org/3/library/multiprocessing.html', seen: '2026-11-22', kind: 'documentation' },
    { url: 'https://docs.pytorch.org/docs/stable/data.html', seen: '2026-11-22', kind: 'documentation' },
  ],
  guard: [
    { url: 'https://docs.python.org/3/library/multiprocessing.html', seen: '2026-11-22', kind: 'documentation' },
    { url: 'https://github.com/pytorch/pytorch/issues/70344', seen: '2026-11-27', kind: 'issue' },
  ],
} as const satisfies Record<string, readonly Source[]>
