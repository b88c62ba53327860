using System;

namespace Lodestar.Core.Pci;

/// <content>Intel: chip sets, and what is beside them.</content>
public static partial class PciNames
{
    private static ReadOnlySpan<byte> IntelChipsets =>
        """
        8086 Intel
         0100 2nd generation Core host bridge
         0101 2nd generation Core PCI Express root port
         0104 2nd generation Core host bridge
         0150 3rd generation Core host bridge
         0151 3rd generation Core PCI Express root port
         0c00 4th generation Core host bridge
         1237 440FX host bridge
         1901 Core PCI Express root port x16
         1904 6th generation Core host bridge
         1905 Core PCI Express root port x8
         190f 6th generation Core host bridge
         1c02 6 series SATA (AHCI)
         1c10 6 series PCI Express root port
         1c20 6 series HD audio
         1c22 6 series SMBus
         1c26 6 series USB 2 (EHCI)
         1c2d 6 series USB 2 (EHCI)
         1c3a 6 series management engine
         1e02 7 series SATA (AHCI)
         1e10 7 series PCI Express root port
         1e20 7 series HD audio
         1e22 7 series SMBus
         1e26 7 series USB 2 (EHCI)
         1e2d 7 series USB 2 (EHCI)
         1e31 7 series USB 3 (xHCI)
         1e3a 7 series management engine
         1e55 QM77 LPC
         2415 82801AA AC'97 audio
         2448 82801 mobile PCI bridge
         244e 82801 PCI bridge
         25ab 6300ESB watchdog
         2668 ICH6 HD audio
         27b8 ICH7 LPC
         27c0 ICH7 SATA (IDE)
         27d8 ICH7 HD audio
         27da ICH7 SMBus
         2829 ICH8M SATA (AHCI)
         2918 ICH9 LPC
         2922 ICH9 SATA (AHCI)
         2930 ICH9 SMBus
         2934 ICH9 USB 1 (UHCI)
         2935 ICH9 USB 1 (UHCI)
         2936 ICH9 USB 1 (UHCI)
         2937 ICH9 USB 1 (UHCI)
         2938 ICH9 USB 1 (UHCI)
         2939 ICH9 USB 1 (UHCI)
         293a ICH9 USB 2 (EHCI)
         293c ICH9 USB 2 (EHCI)
         293e ICH9 HD audio
         29c0 Q35/P35/G33 host bridge
         3a22 ICH10 SATA (AHCI)
         3b22 5 series SATA (AHCI)
         3b34 5 series USB 2 (EHCI)
         3b56 5 series HD audio
         3ec2 8th generation Core host bridge
         4660 12th generation Core host bridge
         5904 7th generation Core host bridge
         591f 7th generation Core host bridge
         7000 PIIX3 ISA bridge
         7010 PIIX3 IDE
         7020 PIIX3 USB 1 (UHCI)
         7110 PIIX4 ISA bridge
         7111 PIIX4 IDE
         7112 PIIX4 USB 1 (UHCI)
         7113 PIIX4 power management
         7190 440BX host bridge
         7191 440BX AGP bridge
         7a84 Z690 LPC
         7ae0 600 series USB 3 (xHCI)
         7ae2 600 series SATA (AHCI)
         8c02 8 series SATA (AHCI)
         8c10 8 series PCI Express root port
         8c20 8 series HD audio
         8c22 8 series SMBus
         8c31 8 series USB 3 (xHCI)
         8c3a 8 series management engine
         8c44 Z87 LPC
         9a14 11th generation Core host bridge
         9c03 8 series mobile SATA (AHCI)
         9c20 8 series mobile HD audio
         9c31 8 series mobile USB 3 (xHCI)
         9d03 6th generation mobile SATA (AHCI)
         9d2f 6th generation mobile USB 3 (xHCI)
         9d48 6th generation mobile LPC
         9d70 6th generation mobile HD audio
         a102 100 series SATA (AHCI)
         a110 100 series PCI Express root port
         a123 100 series SMBus
         a12f 100 series USB 3 (xHCI)
         a13a 100 series management engine
         a145 Z170 LPC
         a170 100 series HD audio
         a348 300 series audio
         a352 300 series SATA (AHCI)
         a36d 300 series USB 3 (xHCI)
         06d2 400 series SATA (AHCI)
         06ed 400 series USB 3 (xHCI)
        """u8;

    private static ReadOnlySpan<byte> IntelDevices =>
        """
        8086 Intel
         0046 1st generation Core graphics
         0102 2nd generation Core graphics
         0116 2nd generation Core graphics
         0152 3rd generation Core graphics
         0166 3rd generation Core graphics
         0412 4th generation Core graphics
         0416 4th generation Core graphics
         08b1 Wireless 7260
         0953 NVMe DC P3700
         100e 82540EM gigabit Ethernet
         100f 82545EM gigabit Ethernet
         10c9 82576 gigabit Ethernet
         10d3 82574L gigabit Ethernet
         10ea 82577LM gigabit Ethernet
         1502 82579LM gigabit Ethernet
         1503 82579V gigabit Ethernet
         1533 I210 gigabit Ethernet
         1539 I211 gigabit Ethernet
         153a I217-LM gigabit Ethernet
         15b7 I219-LM gigabit Ethernet
         15b8 I219-V gigabit Ethernet
         15be I219-V gigabit Ethernet
         15d7 I219-LM gigabit Ethernet
         15f3 I225-V 2.5 gigabit Ethernet
         1912 HD Graphics 530
         1916 HD Graphics 520
         24f3 Wireless 8260
         24fd Wireless 8265
         2723 Wi-Fi 6 AX200
         2725 Wi-Fi 6 AX210
         3e92 UHD Graphics 630
         4680 UHD Graphics 770
         46a6 12th generation Core mobile graphics
         51f0 12th generation Core Wi-Fi
         5690 Arc A770M
         5912 HD Graphics 630
         5916 HD Graphics 620
         9bc5 UHD Graphics 630
         f1a5 SSD 600p
         f1a6 SSD 760p
        """u8;
}
