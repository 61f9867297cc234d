/** A part of the site. */
export interface MenuItem {
  /** The path of its first page. */
  readonly path: string
  readonly words: string
  /** What it answers, in a sentence for the first page. */
  readonly purpose: string
}

/** What stands in the head of every page and, with its purpose, on the first page, in this order. */
export const MENU: readonly MenuItem[] = [
  { path: 'audit/', words: 'Audit', purpose: 'What happens to a project of yours on a Mac and on CUDA, line by line.' },
  {
    path: 'fit/',
    words: 'Fit',
    purpose: 'Whether a model fits a Mac or a card, how fast it goes there, and at what cost.',
  },
  {
    path: 'choose/',
    words: 'Choose',
    purpose: 'CUDA, Metal or both for what you want to do, with machines and prices.',
  },
  {
    path: 'libraries/',
    words: 'Libraries',
    purpose: 'How libraries fare on both platforms, since when, and what to use instead.',
  },
  { path: 'operators/', words: 'Operators', purpose: 'What PyTorch runs on Metal, release by release.' },
  { path: 'calls/', words: 'Calls', purpose: 'What torch.cuda and its like do without CUDA, and what to write.' },
  { path: 'machines/', words: 'Machines', purpose: 'Macs and cards in numbers, and what each runs.' },
  { path: 'models/', words: 'Models', purpose: 'Open models, what each needs, and the machines that hold it.' },
  { path: 'errors/', words: 'Errors', purpose: 'What an error message or a traceback means, and what to do.' },
  { path: 'claims/', words: 'Claims', purpose: 'What is often said about CUDA and Metal, checked.' },
  { path: 'accuracy/', words: 'Accuracy', purpose: 'How often Acclimate is right, with every judged finding.' },
]
