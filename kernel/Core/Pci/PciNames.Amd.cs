using System;

namespace Lodestar.Core.Pci;

/// <content>AMD: processors, chip sets and graphics.</content>
public static partial class PciNames
{
    private static ReadOnlySpan<byte> Amd =>
        """
        1022 AMD
         1410 family 15h root complex
         1450 family 17h root complex
         1451 family 17h IOMMU
         1457 family 17h HD audio
         145c family 17h USB 3 (xHCI)
         145f family 17h USB 3 (xHCI)
         1480 Matisse root complex
         1481 Matisse IOMMU
         1483 Matisse PCI Express root port
         1484 Matisse internal PCI Express port
         1487 Matisse HD audio
         149c Matisse USB 3 (xHCI)
         14b5 family 17h-19h root complex
         1510 family 14h root complex
         15d0 Raven root complex
         15e2 audio coprocessor
         1630 Renoir root complex
         1639 Renoir USB 3 (xHCI)
         2000 PCnet Ethernet
         2020 53c974 SCSI
         43b4 300 series PCI Express port
         43b5 X370 SATA (AHCI)
         43b7 300 series SATA (AHCI)
         43d5 400 series USB 3 (xHCI)
         43ee 500 series USB 3 (xHCI)
         7801 FCH SATA (AHCI)
         7807 FCH USB 1 (OHCI)
         7808 FCH USB 2 (EHCI)
         7809 FCH USB 1 (OHCI)
         780b FCH SMBus
         780e FCH LPC
         7901 FCH SATA (AHCI)
         790b FCH SMBus
         790e FCH LPC
         7914 FCH USB 3 (xHCI)
        1002 AMD/ATI
         15d8 Picasso graphics
         1636 Renoir graphics
         1638 Cezanne graphics
         164c Lucienne graphics
         4383 SBx00 HD audio
         4385 SBx00 SMBus
         4390 SB7x0 SATA (IDE)
         4391 SB7x0 SATA (AHCI)
         4396 SB7x0 USB 2 (EHCI)
         4397 SB7x0 USB 1 (OHCI)
         439d SB7x0 LPC
         6779 Radeon HD 6450
         67df Radeon RX 470/480/570/580
         68f9 Radeon HD 5450
         699f Radeon RX 550
         731f Radeon RX 5600/5700
         73bf Radeon RX 6800/6900
         73df Radeon RX 6700
         744c Radeon RX 7900
         9802 Radeon HD 6310
         aaf0 Radeon HDMI audio
        """u8;
}
