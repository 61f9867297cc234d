export const title = 'TensorFlow is given a GPU that a Mac shows only with a plug-in'

export const message =
  'Without the plug-in tensorflow-metal a Mac has no such device, and TensorFlow computes on the CPU or refuses.'

export const fix =
  'Install tensorflow-metal with a TensorFlow that it fits (up to 2.18), or let TensorFlow choose the device.'
