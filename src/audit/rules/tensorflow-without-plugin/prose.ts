export const title = 'TensorFlow without the plug-in that gives it the GPU of a Mac'

export const message =
  'By itself TensorFlow computes on the CPU of a Mac; its GPU is there only with the plug-in tensorflow-metal, which the project does not ask for.'

export const fixes = {
  add: 'Require the plug-in on Macs beside TensorFlow: tensorflow-metal; sys_platform == "darwin".',
  hold: 'Hold TensorFlow below 2.19, for which the last plug-in was made, and require tensorflow-metal; sys_platform == "darwin"; or run Keras 3 on PyTorch, KERAS_BACKEND=torch.',
} as const
