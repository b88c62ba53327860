namespace Lodestar.Machine.Boot;

/// <summary>Who started the kernel; <c>asm/boot.asm</c> passes the number.</summary>
internal enum BootProtocol : uint
{
    /// <summary>The PVH boot ABI of Xen, which QEMU's <c>-kernel</c> uses.</summary>
    Pvh = 1,

    /// <summary>Multiboot2, which GRUB uses.</summary>
    Multiboot2 = 2,
}
