import hydra
import torch


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg):
    net = torch.nn.Linear(2, 2).to(cfg.device)
    print(net(torch.ones(1, 2)))


if __name__ == "__main__":
    main()
