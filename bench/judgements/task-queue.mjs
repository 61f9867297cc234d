/** A function that starts tasks in the order in which they are given, at most `limit` at once; it gives their results. */
export function taskQueue(limit) {
  const waiting = []
  let running = 0
  const next = () => {
    if (running >= limit || waiting.length === 0) return
    running += 1
    waiting.shift()()
  }
  return async (task) => {
    await new Promise((start) => {
      waiting.push(start)
      next()
    })
    try {
      return await task()
    } finally {
      running -= 1
      next()
    }
  }
}
