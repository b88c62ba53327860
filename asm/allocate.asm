; The fast path of allocation, and the way into a collection.
;
; An allocation takes the next cell of the open free run of its size class. Guest instructions, ret included, from
; the helper's first one: RhpNewFast 11, RhpNewArrayFast 18, RhNewString 13.
;
; The context is an array of size classes (ClassContext in kernel/Machine/Runtime/Gc), one run each:
;    +0  Next      object pointer that the next allocation returns
;    +8  Limit     object pointer behind the last cell of the run
;   +16  CellSize  bytes from one object pointer to the next
;   +24  RunStart  (not used here)
; An object pointer points at the MethodTable word; the cells of a run are zero.
; MethodTable:  +0 word: component size,  +4 dword: base size.  Arrays and strings: +8 dword: length.

bits 64
%include "cfi.inc"

default abs                             ; the image lies in the top 2 GiB: absolute addresses fit in a displacement

CLASS_SIZE      equ 32
CLASS_NEXT      equ 0
CLASS_LIMIT     equ 8
CLASS_CELL_SIZE equ 16
CLASS_CAPACITY  equ 64                  ; at least SizeClasses.Count

FAST_LIMIT      equ 4096                ; SizeClasses.FastPathLimit
OBJECT_ALIGN    equ 8

TYPE_COMPONENT_SIZE equ 0
TYPE_BASE_SIZE      equ 4
OBJECT_LENGTH       equ 8

STRING_BASE_SIZE    equ 22              ; header word, MethodTable, length, terminating zero
STRING_FAST_LENGTH  equ (FAST_LIMIT - STRING_BASE_SIZE) / 2
STRING_MAX_LENGTH   equ 0x3fffffdf      ; String.MaxLength
ARRAY_FAST_LENGTH   equ 4096            ; times the largest component size (65535) still fits in 32 bits
ARRAY_MAX_LENGTH    equ 0x7fffffff

global RhpNewFast
global RhpNewFinalizable
global RhpNewArrayFast
global RhpNewPtrArrayFast
global RhNewString
global LodestarGetAllocationContext
global LodestarGetSizeClassOffsets
global LodestarCollectWithSavedRegisters

extern LodestarAllocateSlow
extern LodestarAllocateFinalizable
extern LodestarCollect
extern RhExceptionHandling_FailedAllocation

section .bss align=64
allocation_context:     resb CLASS_SIZE * CLASS_CAPACITY
; For each size that is a multiple of 8: the offset of its class in the context, a quadword each, so that the size is
; the index. Class 0 has no cells and so leads to the slow path.
size_class_offsets:     resq FAST_LIMIT / OBJECT_ALIGN + 1

CFI_CIE

; Takes a cell. In: rdi = MethodTable, rax = size (a multiple of 8, not above FAST_LIMIT).
; Out: rax = object with its MethodTable. Goes to %1 when the run is used up. Changes rcx.
%macro TAKE_CELL 1
        mov     ecx, [size_class_offsets + rax]
        mov     rax, [allocation_context + rcx + CLASS_NEXT]
        cmp     rax, [allocation_context + rcx + CLASS_LIMIT]
        jae     %1
        mov     [rax], rdi
%endmacro

; Moves the run of the class at rcx on by a cell. Changes rdx.
%macro ADVANCE_RUN 0
        mov     rdx, [allocation_context + rcx + CLASS_CELL_SIZE]
        add     [allocation_context + rcx + CLASS_NEXT], rdx
%endmacro

; object RhpNewFast(MethodTable* rdi): an object without elements and without a finalizer. The compiler makes base
; sizes multiples of 8.
align 16
RhpNewFast:
        mov     eax, [rdi + TYPE_BASE_SIZE]
        cmp     eax, FAST_LIMIT
        ja      new_object_slow
        TAKE_CELL new_object_slow
        ADVANCE_RUN
        ret

; object RhpNewArrayFast(MethodTable* rdi, native int rsi): an array. RhpNewPtrArrayFast is the same for arrays of
; references.
align 16
RhpNewArrayFast:
RhpNewPtrArrayFast:
        cmp     rsi, ARRAY_FAST_LENGTH
        ja      new_array_slow
        movzx   eax, word [rdi + TYPE_COMPONENT_SIZE]
        imul    eax, esi
        add     eax, [rdi + TYPE_BASE_SIZE]
        add     eax, OBJECT_ALIGN - 1
        and     eax, -OBJECT_ALIGN
        cmp     eax, FAST_LIMIT
        ja      new_array_slow
        TAKE_CELL new_array_slow
        mov     [rax + OBJECT_LENGTH], esi
        ADVANCE_RUN
        ret

; string RhNewString(MethodTable* rdi, native int rsi)
align 16
RhNewString:
        cmp     rsi, STRING_FAST_LENGTH
        ja      new_string_slow
        lea     eax, [rsi * 2 + STRING_BASE_SIZE + OBJECT_ALIGN - 1]
        and     eax, -OBJECT_ALIGN
        TAKE_CELL new_string_slow
        mov     [rax + OBJECT_LENGTH], esi
        ADVANCE_RUN
        ret

; A length that no array can have is an overflow, one that no string can have is out of memory, as in the CLR.
new_array_slow:
        cmp     rsi, ARRAY_MAX_LENGTH
        ja      array_length_overflow
        jmp     allocate_slow
new_string_slow:
        cmp     rsi, STRING_MAX_LENGTH
        ja      out_of_memory
        jmp     allocate_slow
new_object_slow:
        xor     esi, esi

; In: rdi = MethodTable, rsi = length. The push keeps the MethodTable and aligns the stack.
allocate_slow:
        push    rdi
allocate_slow_framed:
        call    LodestarAllocateSlow
        pop     rdi
allocate_slow_unframed:
        test    rax, rax
        jz      out_of_memory
        ret

; object RhpNewFinalizable(MethodTable* rdi): an object whose finalizer is to run.
RhpNewFinalizable:
        push    rdi
finalizable_framed:
        call    LodestarAllocateFinalizable
        pop     rdi
finalizable_unframed:
        test    rax, rax
        jz      out_of_memory
        ret

; Both throw from the caller's frame: rdi = MethodTable, esi = whether it is an overflow.
out_of_memory:
        xor     esi, esi
        jmp     RhExceptionHandling_FailedAllocation
array_length_overflow:
        mov     esi, 1
        jmp     RhExceptionHandling_FailedAllocation

; AllocationContext* LodestarGetAllocationContext()
LodestarGetAllocationContext:
        mov     rax, allocation_context
        ret

; long* LodestarGetSizeClassOffsets()
LodestarGetSizeClassOffsets:
        mov     rax, size_class_offsets
        ret

; void LodestarCollectWithSavedRegisters(): a caller's reference may live in a callee-saved register only, so these
; go on the stack, which is scanned from here upwards.
LodestarCollectWithSavedRegisters:
        push    rbp
        push    rbx
        push    r12
        push    r13
        push    r14
        push    r15
        mov     rdi, rsp
        sub     rsp, 8                  ; alignment
collect_framed:
        call    LodestarCollect
        add     rsp, 8
collect_unframed:
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbx
        pop     rbp
        ret

; So that a backtrace from inside the collector reaches the code that allocated.
CFI_FRAME allocate_slow_framed, allocate_slow_unframed, 16
CFI_FRAME finalizable_framed, finalizable_unframed, 16
CFI_FRAME collect_framed, collect_unframed, 64, DW_REG_RBP, 2, DW_REG_RBX, 3, DW_REG_R12, 4, DW_REG_R13, 5, \
          DW_REG_R14, 6, DW_REG_R15, 7
