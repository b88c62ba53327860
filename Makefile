# A thin front: the build lives in MSBuild (`dotnet build Kernel.sln` and an IDE do the same), the tests in xunit, the
# set-up of the host in tools/setup. `make help` lists what there is.

CONFIGURATION = Release
KERNEL        = artifacts/kernel/lodestar.elf
ISO           = artifacts/lodestar.iso
INITRAMFS     = artifacts/initramfs.cpio
DOTNET        = artifacts/initramfs-dotnet.cpio
DISC          = artifacts/disc.cpio
TEST_KERNEL   = artifacts/kernel-test/lodestar-test.elf
OVMF          = /usr/share/OVMF/OVMF_CODE_4M.fd
TESTS         = artifacts/bin/Host/release/Lodestar.Host.Tests.dll artifacts/bin/Qemu/release/Lodestar.Qemu.Tests.dll

SOURCES     := $(shell find kernel asm tools tests userland *.props *.sln global.json)
BUILT       = artifacts/built.$(CONFIGURATION)
IMAGE_BUILT = artifacts/image-built.$(CONFIGURATION)
REBUILD     = $(if $(wildcard $(KERNEL)),,rebuild)

# The machine of `make run`, `make run-iso`, `make run-uefi` and `make debug`: QEMU's -cpu, -m and -machine, the kernel's command line,
# and an initramfs (cpio newc) with the first program. PROGRAM is a first program with its arguments; without INITRD it comes from
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
.PHONY: help setup setup-test build image run iso run-iso run-uefi flash matrix setup-iso test bench debug docs initramfs fuzz clean rebuild

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

# What the disc has besides the kernel: the files at its prompt, the ring-0 tests for the self test, and the licences of all that.
# With CMDLINE= or PROGRAM= it boots at once with these words; PROGRAM= comes from INITRD, then.
DISC_FILES = $(if $(PROGRAM),$(INITRD),$(DISC))
DISC_PROGRAMS = $(addprefix artifacts/userland/,init hello-managed runtime-tests) artifacts/dotnet/dotnet-tour-static

iso: setup-iso $(ISO) ## Make a disc image for CDs and USB sticks, BIOS and UEFI, artifacts/lodestar.iso, and its checksum

setup-iso:
	@tools/setup iso

$(DISC): $(BUILT) tools/make-disc-initramfs tools/make-licences $(shell find iso -type f)
	@tools/make-licences artifacts/disc/licences
	@tools/make-disc-initramfs artifacts/disc-tree $@ artifacts/disc/licences $(DISC_PROGRAMS)

$(ISO): $(BUILT) $(DISC_FILES) rebuild
	@tools/make-iso --files artifacts/disc --initramfs $(DISC_FILES) --test-kernel $(TEST_KERNEL) --append '$(WORDS)' $(KERNEL) $@
	@cd $(@D) && sha256sum $(@F) > $(@F).sha256

run-iso: iso ## Boot the disc image in QEMU with a PC's BIOS: in a window, or with the serial port here; SCREENSHOT=FILE.png takes a picture
	@tools/setup run
	@tools/run-iso $(ISO) "" '$(SCREENSHOT)' -machine $(MACHINE) -cpu $(CPU) -m $(MEM)

run-uefi: iso ## The same with UEFI
	@tools/setup uefi
	@tools/run-iso $(ISO) $(OVMF) '$(SCREENSHOT)' -machine $(MACHINE) -cpu $(CPU) -m $(MEM)

matrix: image $(DISC) ## Boot the disc with both firmwares, two chip sets, three media and five CPUs, and print a table
	@tools/setup uefi
	@tools/matrix $(KERNEL) $(DISC)

flash: ## Write the disc image of `make iso` to a USB stick, DEVICE=/dev/sdX: it checks, asks, writes and compares
	@FORCE='$(FORCE)' tools/flash $(ISO) '$(DEVICE)'

initramfs: setup-test $(INITRAMFS) $(DOTNET) $(DISC) ## Make the initramfs with the test programs, busybox and bash, artifacts/initramfs.cpio, one with .NET programs too, and the disc's

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
