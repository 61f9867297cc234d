/** Exit codes that scripts may rely on. */
export const EXIT = {
  /** Nothing at or above the threshold. */
  fine: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** Wrong usage or unreadable input. */
  usage: 2,
  /** A bug. */
  internal: 3,
} as const
