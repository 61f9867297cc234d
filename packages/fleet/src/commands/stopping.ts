const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Fires at the first signal to stop: what is being done is given up or finished, and kept. The second one ends the process. */
export function stopping(quiet: boolean): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130)
    if (!quiet) process.stderr.write('\nstopping once what is being done is done; again to stop now\n')
    controller.abort()
  }
  for (const signal of SIGNALS) process.on(signal, stop)
  return {
    signal: controller.signal,
    end() {
      for (const signal of SIGNALS) process.off(signal, stop)
    },
  }
}
