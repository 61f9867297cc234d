/** Programs that know all that the styles of web/ use. */
export const TARGETS = ['chrome123', 'firefox120', 'safari17.5']
