using System;

namespace Lodestar.Core.Pci;

/// <content>Devices that only virtual machines have.</content>
public static partial class PciNames
{
    private static ReadOnlySpan<byte> Virtual =>
        """
        1234 Bochs
         1111 VGA
        1af4 Red Hat
         1000 virtio network
         1001 virtio block
         1002 virtio balloon
         1003 virtio console
         1004 virtio SCSI
         1005 virtio random numbers
         1009 virtio 9p file system
         1041 virtio 1.0 network
         1042 virtio 1.0 block
         1043 virtio 1.0 console
         1044 virtio 1.0 random numbers
         1045 virtio 1.0 balloon
         1048 virtio 1.0 SCSI
         1049 virtio 1.0 9p file system
         1050 virtio 1.0 GPU
         1052 virtio 1.0 input
         1053 virtio 1.0 socket
         105a virtio 1.0 file system
         1110 shared memory of virtual machines
        1b36 QEMU
         0001 PCI bridge
         0002 serial port
         0003 two serial ports
         0005 test device
         0008 PCI Express host bridge
         0009 PCI expander bridge
         000b PCI Express expander bridge
         000c PCI Express root port
         000d USB 3 (xHCI)
         0010 NVMe
         0100 QXL graphics
        15ad VMware
         0405 SVGA II
         0740 communication interface
         0770 USB 2 (EHCI)
         0774 USB 1 (UHCI)
         0790 PCI bridge
         07a0 PCI Express root port
         07b0 VMXNET3 network
         07c0 PVSCSI
         07e0 SATA (AHCI)
         07f0 NVMe
         1977 HD audio
        80ee VirtualBox
         beef graphics
         cafe guest service
        1414 Microsoft
         5353 Hyper-V VGA
        """u8;
}
