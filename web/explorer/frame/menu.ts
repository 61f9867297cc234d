/** What stands in the head of every page, in this order: a path and its words. */
export const MENU: readonly (readonly [path: string, words: string])[] = [
  ['audit/', 'Audit'],
  ['fit/', 'Fit'],
  ['choose/', 'Choose'],
  ['libraries/', 'Libraries'],
  ['operators/', 'Operators'],
  ['calls/', 'Calls'],
  ['machines/', 'Machines'],
  ['errors/', 'Errors'],
  ['claims/', 'Claims'],
  ['accuracy/', 'Accuracy'],
]
