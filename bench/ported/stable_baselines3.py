"""A few steps of PPO on the device that Stable-Baselines3 takes by itself."""

from stable_baselines3 import PPO

PPO("MlpPolicy", "CartPole-v1", n_steps=16, batch_size=16, n_epochs=1).learn(16)
