# A thin front: the build lives in MSBuild (`dotnet build Kernel.sln` and an IDE do the same), the tests in xunit, the
# set-up of the host in tools/setup. `make help` lists what there is.

CONFIGURATION = Release
KERNEL        = artifacts/kernel/lodestar.elf
ISO           = artifacts/lodestar.iso
INITRAMFS     = artifacts/initramfs.cpio
DOTNET        = artifacts/initramfs-dotnet.cpio
TESTS         = artifacts/bin/Host/release/Lodestar.Host.Tests.dll artifacts/bin/Qemu/release/Lodestar.Qemu.Tests.dll

SOURCES     := $(shell find kernel asm tools tests userland *.props *.sln global.json)
BUILT       = artifacts/built.$(CONFIGURATION)
IMAGE_BUILT = artifacts/image-built.$(CONFIGURATION)
REBUILD     = $(if $(wildcard $(KERNEL)),,rebuild)

# The machine of `make run`, `make run-iso` and `make debug`: QEMU's -cpu, -m and -machine, the kernel's command line, and
# an initramfs (cpio newc) with the first program. PROGRAM is a first program with its arguments; without INITRD it comes from
# the initramfs of the tests; a larger one, which has the .NET programs too, is INITRD=artifacts/initramfs-dotnet.cpio.
CPU     = qemu64
MEM     = 256M
MACHINE = pc
CMDLINE =
PROGRAM =
INITRD  = $(INITRAMFS)

WORDS = $(strip $(CMDLINE)$(if $(PROGRAM), exit=qemu init=$(firstword $(PROGRAM)) -- $(wordlist 2,$(words $(PROGRAM)),$(PROGRAM))))

QEMU = qemu-system-x86_64 -accel tcg -machine $(MACHINE) -cpu $(CPU) -m $(MEM) -no-reboot -display none -serial mon:stdio \
	-device isa-debug-exit,iobase=0xf4,iosize=4
BENCH  = dotnet artifacts/bin/Bench/release/Lodestar.Bench.dll
DIRECT = -kernel $(KERNEL) -append '$(strip exit=qemu $(WORDS))' $(if $(INITRD),-initrd "$(INITRD)")

# QEMU's status when the kernel reports success through the isa-debug-exit port: (0x10 << 1) | 1.
SUCCESS = 33
END_OF_RUN = status=$$?; [ $$status -eq 0 ] || [ $$status -eq $(SUCCESS) ] || { echo "QEMU ended with status $$status"; exit 1; }

export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE = 1

.DEFAULT_GOAL := build
.PHONY: help setup setup-test build image run iso run-iso test bench debug docs initramfs fuzz clean rebuild

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12
	@echo
	@echo "run, run-iso and debug take PROGRAM=, CPU=, MEM=, MACHINE=, CMDLINE= and INITRD=, for example:"
	@echo "  make run PROGRAM='/bin/busybox ls -l /text' CMDLINE=strace"
	@echo "  make run CPU=max MEM=1G CMDLINE=log=debug"

setup: ## Install what is missing of the tools for a build, or say what to install
	@tools/setup build

setup-test:
	@tools/setup test

build: setup $(BUILT) ## Build everything: the kernel, the test kernel, tools and tests

# MSBuild knows what depends on what, but takes seconds to find that there is nothing to do. So it is asked only when a
# source is newer than its last success; a folder counts too, which catches files that were removed.
$(BUILT): $(SOURCES) $(REBUILD)
	@echo "building ..."
	@dotnet build Kernel.sln -c $(CONFIGURATION) -v quiet
	@touch $@

$(IMAGE_BUILT): $(SOURCES) $(REBUILD)
	@echo "building the kernel ..."
	@dotnet build kernel/Image/Image.csproj -c $(CONFIGURATION) -v quiet
	@touch $@

image: setup $(IMAGE_BUILT) ## Build only the kernel, artifacts/kernel/lodestar.elf

# What boots needs the tests' initramfs only if its program comes from there.
NEEDED = $(filter $(INITRAMFS) $(DOTNET),$(INITRD))

run: image $(NEEDED) ## Boot the kernel in QEMU, its serial port here; Ctrl-A X ends it
	@tools/setup run
	@$(QEMU) $(DIRECT); $(END_OF_RUN)

iso: image $(NEEDED) ## Make a disc image with GRUB and the kernel, artifacts/lodestar.iso
	@tools/setup iso
	@tools/make-iso $(KERNEL) $(ISO) '$(WORDS)' $(INITRD)

run-iso: iso ## Boot the disc image in QEMU with a PC's BIOS; the menu is on the serial port
	@tools/setup run
	@$(QEMU) -cdrom $(ISO) -boot d; $(END_OF_RUN)

initramfs: setup-test $(INITRAMFS) $(DOTNET) ## Make the initramfs with the test programs, busybox and bash, artifacts/initramfs.cpio, and the one with .NET programs too

$(INITRAMFS): $(BUILT) | setup-test
	@tools/make-initramfs artifacts/userland-tree $@ artifacts/userland

$(DOTNET): $(BUILT) | setup-test
	@tools/make-initramfs artifacts/dotnet-tree $@ artifacts/userland artifacts/dotnet

# What `make fuzz` does, and how often; CPU= and MEM= count too.
SEED  = 1
COUNT = 250000

fuzz: initramfs ## Make COUNT random system calls by several processes, the same for the same SEED
	@tools/fuzz $(KERNEL) $(INITRAMFS) $(SEED) $(COUNT) $(CPU) $(MEM)

test: initramfs $(BUILT) ## Set up, build, and run all tests; the last line counts them
	@echo "testing: host tests, then boots in QEMU; this takes some minutes ..."
	@tools/run-tests artifacts/test-results $(TESTS)

bench: build $(INITRAMFS) ## Measure size, boot, managed runtime and system calls (docs/bench.md); PROFILE=getppid: where a call's instructions go
	@tools/setup run
ifdef PROFILE
	@$(BENCH) --profile $(PROFILE) .
else
	@linux=$$(tools/fetch-linux artifacts/linux) || true; $(BENCH) . $$linux
endif

debug: image $(NEEDED) ## Boot the kernel stopped, waiting for gdb on port 1234
	@tools/setup debug
	@echo "in another terminal: gdb -x tools/gdb/lodestar.gdb"
	@$(QEMU) $(DIRECT) -s -S; $(END_OF_RUN)

docs: setup-test ## Write docs/syscalls.md from the kernel's system calls
	@LODESTAR_WRITE_DOCS=1 dotnet test tests/Host/Host.csproj -c $(CONFIGURATION) -v quiet --filter FullyQualifiedName~SyscallDocumentTests

clean: ## Remove everything that a build made
	@rm -rf artifacts
