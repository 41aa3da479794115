"""`python -m xl_addin` is `xl-addin`."""

from xl_addin.cli import main

if __name__ == "__main__":
    main()
