using System;

namespace Lodestar.Core.Pci;

/// <content>Makers other than Intel and AMD.</content>
public static partial class PciNames
{
    private static ReadOnlySpan<byte> Others =>
        """
        1000 Broadcom/LSI
         0012 53c895a SCSI
         0030 53c1030 SCSI
         0058 SAS1068E
         005d MegaRAID 3108
         0072 SAS2008
         0097 SAS3008
        1013 Cirrus Logic
         00b8 GD 5446
        102b Matrox
         0522 G200e
         0532 G200eW
         0534 G200eR2
        1033 NEC
         0194 USB 3 (xHCI)
        103c Hewlett-Packard
         323a Smart Array
        104c Texas Instruments
         8024 FireWire
         ac56 CardBus bridge
        10b7 3Com
         9200 3c905C Ethernet
        10de NVIDIA
         0fc1 GeForce GT 640
         10f0 HD audio
         10f1 HD audio
         128b GeForce GT 710
         1380 GeForce GTX 750 Ti
         13c2 GeForce GTX 970
         1b06 GeForce GTX 1080 Ti
         1b80 GeForce GTX 1080
         1b81 GeForce GTX 1070
         1c03 GeForce GTX 1060
         1c81 GeForce GTX 1050
         1c82 GeForce GTX 1050 Ti
         1d01 GeForce GT 1030
         1e84 GeForce RTX 2070 SUPER
         1f08 GeForce RTX 2060
         2184 GeForce GTX 1660
         2187 GeForce GTX 1650 SUPER
         2204 GeForce RTX 3090
         2206 GeForce RTX 3080
         2484 GeForce RTX 3070
         2503 GeForce RTX 3060
         2504 GeForce RTX 3060
         2684 GeForce RTX 4090
         2786 GeForce RTX 4070
        10ec Realtek
         525a card reader
         5289 card reader
         8029 NE2000 Ethernet
         8125 2.5 gigabit Ethernet
         8136 fast Ethernet
         8139 fast Ethernet
         8161 gigabit Ethernet
         8168 gigabit Ethernet
         8179 RTL8188EE Wi-Fi
         8821 RTL8821AE Wi-Fi
         b822 RTL8822BE Wi-Fi
         c822 RTL8822CE Wi-Fi
        1106 VIA
         3038 USB 1 (UHCI)
         3044 FireWire
         3065 Rhine II Ethernet
         3104 USB 2 (EHCI)
         3483 USB 3 (xHCI)
        1179 Toshiba
         010f NVMe
        1180 Ricoh
         e823 card reader
        11ab Marvell
         4362 88E8053 gigabit Ethernet
        1217 O2 Micro
         8520 card reader
        126f Silicon Motion
         2263 NVMe SM2263
        1274 Ensoniq
         5000 ES1370 audio
        144d Samsung
         a802 NVMe SM951
         a804 NVMe SM961
         a808 NVMe SM981
         a809 NVMe 980
         a80a NVMe 980 PRO
        14e4 Broadcom
         1657 BCM5719 gigabit Ethernet
         165f BCM5720 gigabit Ethernet
         43a0 BCM4360 Wi-Fi
         43b1 BCM4352 Wi-Fi
         4727 BCM4313 Wi-Fi
        15b7 SanDisk
         5002 NVMe WD Black SN750
         5009 NVMe WD Blue SN550
         5011 NVMe WD Black SN850
        168c Qualcomm Atheros
         002b AR9285 Wi-Fi
         0032 AR9485 Wi-Fi
         003e QCA6174 Wi-Fi
         0042 QCA9377 Wi-Fi
        1912 Renesas
         0014 USB 3 (xHCI)
         0015 USB 3 (xHCI)
        1969 Qualcomm Atheros
         1091 AR8161 gigabit Ethernet
         e091 Killer gigabit Ethernet
        197b JMicron
         2363 SATA and IDE
        1987 Phison
         5012 NVMe E12
         5016 NVMe E16
        1a03 ASPEED
         1150 PCI bridge
         2000 graphics
        1b21 ASMedia
         0612 SATA (AHCI)
         1242 USB 3 (xHCI)
         2142 USB 3 (xHCI)
        1b4b Marvell
         9172 SATA
         9215 SATA
         9230 SATA
        1b73 Fresco Logic
         1100 USB 3 (xHCI)
        1c5c SK hynix
         174a NVMe Gold P31
        1d6a Aquantia
         07b1 AQC107 10 gigabit Ethernet
        c0a9 Micron/Crucial
         2263 NVMe P1
         540a NVMe P2
        """u8;
}
