/** What MLX is said to have for a name of PyTorch is in its list of operations, and nothing is both there and absent. */
export function* check({ mlx: { operations, fromTorch, absent } }) {
  for (const [name, { mlx }] of Object.entries(fromTorch)) {
    const operation = operations[mlx]
    if (operation === undefined) yield { where: name, what: `MLX lists no ${mlx}` }
    else if (operation.until !== undefined) yield { where: name, what: `${mlx} is gone since ${operation.until}` }
  }
  for (const name of absent) {
    if (Object.hasOwn(fromTorch, name)) yield { where: name, what: 'is both in MLX and absent' }
  }
}
