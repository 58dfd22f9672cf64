"""``python -m rashomon``."""

if __name__ == "__main__":  # further processes import this module, and need no command line
    from rashomon.cli import main

    main()
